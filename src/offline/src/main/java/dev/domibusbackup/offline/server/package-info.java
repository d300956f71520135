/**
 * The WildFly of an installation while it is down: makes sure that it is, reads and changes its files, and brings its
 * settings back from a set.
 */
package dev.domibusbackup.offline.server;
