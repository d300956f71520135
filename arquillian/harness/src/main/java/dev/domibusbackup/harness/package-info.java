/**
 * Real servers and databases that tests, the demonstration and the benchmarks start, break and stop: everything
 * listens on 127.0.0.1 alone, on ports that are free, and ends with the JVM that started it.
 */
package dev.domibusbackup.harness;
