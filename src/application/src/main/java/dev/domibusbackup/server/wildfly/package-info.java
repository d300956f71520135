/**
 * The adapter to WildFly: its management model through the in-process super user client, and its Artemis broker
 * through the object behind the messaging service. Both work without credentials, under RBAC, and without JMX.
 */
package dev.domibusbackup.server.wildfly;
