/** The product's own settings: what there is, its default and advice, and reading it. */
package dev.domibusbackup.setting;
