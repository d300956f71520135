/** Runs the broker inside the stand-in Domibus; what is in here sees ActiveMQ 5.16 and Spring, and nothing of a server. */
package dev.domibusbackup.standin.broker;
