/** Generators of messages and their values, for tests of what must hold for every message; see jqwik. */
package dev.domibusbackup.message.arbitrary;
