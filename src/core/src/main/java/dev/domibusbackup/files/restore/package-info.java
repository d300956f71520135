/**
 * Brings folders of a set back: unpacked beside what is there, swapped by rename, the old kept until it is committed.
 * Every step can be killed and begun again; a journal and the names on the disk tell how far it came.
 */
package dev.domibusbackup.files.restore;
