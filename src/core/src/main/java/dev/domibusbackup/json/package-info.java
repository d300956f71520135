/** How values become JSON and come back from it, where Jackson does not do it by itself. */
package dev.domibusbackup.json;
