/** Domibus Backup: what a backup set is, and how each component of Domibus is saved. Plain Java, no container. */
package dev.domibusbackup;
