/** A MariaDB server with its own dump client. */
package dev.domibusbackup.harness.database;
