/** A broker as it runs inside Domibus on Tomcat, in a process of its own, so that it can be stopped and killed. */
package dev.domibusbackup.activemq.broker;
