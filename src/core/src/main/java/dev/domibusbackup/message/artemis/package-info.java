/**
 * Messages as Artemis holds them: its header properties, its encodings of bodies, and the XML that its command line
 * exports and imports ({@code src/documentation/artemis-xml.md}). Plain Java, without a class of Artemis.
 */
package dev.domibusbackup.message.artemis;
