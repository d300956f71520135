/** Tests inside real WildFly servers. */
package dev.domibusbackup.wildfly;
