/** The server is killed at exact places of a job, started again, and the job is restarted. */
package dev.domibusbackup.wildfly.kill;
