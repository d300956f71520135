/**
 * Saving the databases of Domibus: what a dump must offer whatever the engine, what a schema holds, and the comparison
 * of the two. One package per engine beneath; nothing here knows an engine.
 */
package dev.domibusbackup.database;
