/**
 * TomEE, and with it Tomcat: web applications by the server's MBeans, settings by its folders, batch jobs by BatchEE.
 */
package dev.domibusbackup.server.tomee;
