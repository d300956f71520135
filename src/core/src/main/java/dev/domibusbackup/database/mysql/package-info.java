/**
 * MySQL and MariaDB through their own programs: the dump client for the dump, the command-line client for questions.
 * Tested with MariaDB, not with MySQL.
 */
package dev.domibusbackup.database.mysql;
