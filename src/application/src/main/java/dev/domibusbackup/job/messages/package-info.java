/**
 * The import of messages, without the batch runtime: which messages of which files, from which position on, into which
 * queues. Every job that brings messages back uses it.
 */
package dev.domibusbackup.job.messages;
