/** What the stand-in answers without a login: the real probes, and what tests ask of it. */
package dev.domibusbackup.standin.rest;
