/**
 * Another application in Domibus's server: a backend that sends to Domibus's queues and takes from them, also at
 * moments that do not suit a backup. Tests drive it over HTTP.
 */
package dev.domibusbackup.other;
