/** Bringing sets back, inside a real WildFly with a real database. */
package dev.domibusbackup.wildfly.restore;
