/**
 * The web page: its files, ours and the libraries', and the rules by which a browser shows them.
 *
 * <p>Takes files from the class path, gives them to browsers, compressed and with what lets them be
 * kept.
 */
package org.sensorium.console.page;
