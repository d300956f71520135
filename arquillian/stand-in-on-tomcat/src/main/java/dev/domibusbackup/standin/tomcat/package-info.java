/** What the stand-in Domibus brings to Tomcat, which has no messaging: a broker of its own. */
package dev.domibusbackup.standin.tomcat;
