/**
 * The stores of an ActiveMQ broker that has ended: KahaDB and the scheduler store. They are archived as they are and
 * copied while a process of ours holds their locks; a copy is read, message by message, by a program of its own that
 * has ActiveMQ's classes ({@code src/activemq-reader}): no class of ActiveMQ is in this package.
 */
package dev.domibusbackup.activemq;
