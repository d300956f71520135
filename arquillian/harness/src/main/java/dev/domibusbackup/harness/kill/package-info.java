/** A server's death at an exact place of its code: a real SIGKILL, while a thread of it stands still there. */
package dev.domibusbackup.harness.kill;
