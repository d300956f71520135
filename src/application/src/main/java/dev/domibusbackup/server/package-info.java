/**
 * The only door to an application server. {@link dev.domibusbackup.server.ApplicationServer} says what the product
 * needs of a server; an adapter package holds what is particular to one server and nothing else.
 */
package dev.domibusbackup.server;
