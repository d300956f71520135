/** Messages between a server, our files and the tools of others. */
package dev.domibusbackup.wildfly.messages;
