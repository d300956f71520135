/**
 * Backup sets and their repository: how a set is made, artifact by artifact, sealed, listed, checked and removed.
 * The manifest is the truth about a set and never changes after the seal; what changes lies in the repository's
 * {@code .catalog} folder.
 */
package dev.domibusbackup.set;
