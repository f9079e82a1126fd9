/**
 * What every call has in common: a route, who may take it, reading the request strictly, answering
 * with JSON or with a problem.
 *
 * <p>Takes requests from Javalin, gives calls to the routes of each subject.
 */
package org.sensorium.console.http;
