/** Messages from end to end: what a client sent, what the set holds, what comes out where it was imported. */
package dev.domibusbackup.wildfly.message;
