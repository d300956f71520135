/**
 * JMS messages, portable between brokers: the message itself, the files it is written to and read from (specified in
 * {@code src/documentation/message-format.md}), and the reconciliation of what was taken with what the broker counts.
 */
package dev.domibusbackup.message;
