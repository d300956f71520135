/** A WildFly server of its own for each test that needs one: made from the distribution, prepared, started, killed. */
package dev.domibusbackup.harness.server;
