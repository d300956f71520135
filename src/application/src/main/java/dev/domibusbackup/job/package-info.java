/**
 * The jobs: starting, watching, restarting and ending them; the lock that lets one job at a time touch the
 * installation; the batch artifacts, which are thin. The work of each job lies in a package beneath.
 */
package dev.domibusbackup.job;
