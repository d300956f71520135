/** Runs the broker inside the stand-in Domibus: all that is seen here is ActiveMQ 5.16 and Spring. */
package dev.domibusbackup.standin.broker;
