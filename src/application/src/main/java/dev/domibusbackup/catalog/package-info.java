/**
 * What is kept in the product's own database: the jobs and who asked for them, their progress and their problems.
 * Sets are not: the repository is the truth about them.
 */
package dev.domibusbackup.catalog;
