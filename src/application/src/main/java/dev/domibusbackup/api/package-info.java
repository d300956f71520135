/**
 * The REST API: resources, their records, problems as RFC 9457. Thin: what it answers and starts lies in the packages
 * beneath.
 */
package dev.domibusbackup.api;
