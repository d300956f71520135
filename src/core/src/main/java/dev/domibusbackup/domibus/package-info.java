/**
 * Finding out what a Domibus installation consists of: effective properties, domains, queues, databases, stores and
 * secrets. Knows no application server; what a server tells comes in as values.
 */
package dev.domibusbackup.domibus;
