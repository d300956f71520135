/** The product's REST API as a client sees it. */
package dev.domibusbackup.harness.rest;
