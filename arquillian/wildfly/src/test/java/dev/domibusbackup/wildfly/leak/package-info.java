/** Nothing of ours stays in a server that it was undeployed from, and nothing of ours meets what Domibus brings. */
package dev.domibusbackup.wildfly.leak;
