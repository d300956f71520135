/**
 * The catalogue of problems. A problem is a stable code, the fact with its values, and a hint on what to do; the same
 * words stand in the log, in the REST answer and in the documentation. Codes are {@code DB-<AREA>-nnn}; a retired
 * code is never used again. One enum per area.
 */
package dev.domibusbackup.problem;
