/** Tests that Arquillian runs inside a WildFly server: the adapter to the server against the real broker. */
package dev.domibusbackup.wildfly.inside;
