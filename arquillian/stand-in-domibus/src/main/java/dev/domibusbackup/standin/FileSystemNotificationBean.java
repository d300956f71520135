package dev.domibusbackup.standin;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Takes the notifications of its plugin, with a consumer of the container's. */
@MessageDriven(activationConfig = {
        @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
        @ActivationConfigProperty(propertyName = "destinationLookup",
                propertyValue = "java:/jms/domibus.notification.filesystem"),
        @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
})
public class FileSystemNotificationBean extends NotificationBean {

    public FileSystemNotificationBean() {
        super("domibus.notification.filesystem");
    }
}
