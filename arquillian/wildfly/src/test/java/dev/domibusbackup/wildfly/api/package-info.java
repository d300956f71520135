/** The API, the discovery and the server's consoles. */
package dev.domibusbackup.wildfly.api;
