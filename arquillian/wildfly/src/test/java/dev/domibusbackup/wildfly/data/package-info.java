/** What is in a set: databases, files, settings; and what happens when one of them cannot be had. */
package dev.domibusbackup.wildfly.data;
