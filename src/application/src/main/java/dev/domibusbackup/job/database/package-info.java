/** What the jobs share about Domibus's databases: who logs in where, and loads beside the live schemas. */
package dev.domibusbackup.job.database;
