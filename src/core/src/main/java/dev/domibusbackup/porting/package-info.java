/**
 * Porting: which messages of a set go into another installation, under which names, and why the others do not. The
 * rules are data, in {@code porting-rules.json}.
 */
package dev.domibusbackup.porting;
