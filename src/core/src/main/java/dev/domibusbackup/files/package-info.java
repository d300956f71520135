/**
 * Files and folders: sorted listings of trees, archives of them, the warm copy taken while Domibus runs and the delta
 * taken in the quiet window, the proof that an archive is whole, and small durable files. Linux only: names are
 * bytes, and inode and change time tell whether a file is still the same. Nothing here holds more of a tree in memory
 * than its depth.
 */
package dev.domibusbackup.files;
