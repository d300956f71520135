/**
 * The quiet window: the time in which Domibus is stopped and its queues are paused, so that the stores agree. The one
 * place that stops and starts Domibus. A record on disk, written before the first act, lets us bring Domibus back
 * whatever happens.
 */
package dev.domibusbackup.quiet;
