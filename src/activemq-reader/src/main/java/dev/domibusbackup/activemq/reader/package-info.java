/**
 * A small program with ActiveMQ's classes in it. It reads the copied stores of a stopped broker and writes all their
 * messages to its standard output, in the frames that {@link dev.domibusbackup.activemq.reader.Frames} names; or it
 * holds the locks of stores. It runs in a process of its own, so that no second ActiveMQ comes into a server's class
 * loaders, and a large message takes none of the server's memory. It knows nothing of the rest of the product.
 */
package dev.domibusbackup.activemq.reader;
