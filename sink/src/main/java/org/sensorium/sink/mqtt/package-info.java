/** What both who take from the broker and who publish to it need besides Paho. */
@NullMarked
package org.sensorium.sink.mqtt;

import org.jspecify.annotations.NullMarked;
