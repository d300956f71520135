/** Makes the installation around the stand-in Domibus: configuration folder, data folders, schemas, server settings. */
package dev.domibusbackup.harness.domibus;
