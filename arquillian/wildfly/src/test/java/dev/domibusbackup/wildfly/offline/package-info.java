/** The offline tool, run as an operator runs it, and servers that are down. */
package dev.domibusbackup.wildfly.offline;
