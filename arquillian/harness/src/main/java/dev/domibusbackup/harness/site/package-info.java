/** A whole site: WildFly, MariaDB, the stand-in Domibus with data, another application, and our EAR. */
package dev.domibusbackup.harness.site;
