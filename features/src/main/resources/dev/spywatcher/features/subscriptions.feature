Feature: Subscriptions
  A client receives the rooms that it asked for and may see, and nothing else.

  Background:
    Given the guild Harbour with the members Ann, Ben and Cleo
    And the guild Summit with the members Ann, Ben and Dora
    And the guild Cellar with the members Eve and Finn

  Rule: Each room has its own subscribers

    @SUB-1
    Scenario Outline: A subscriber by <transport> receives the analytics
      Given Ann connects by <transport>
      And Ann watches the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann receives an update of Harbour at once
      And Ann receives nothing else

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

    @SUB-2
    Scenario Outline: A subscriber by <transport> receives every kind of event
      Given Ann connects by <transport>
      And Ann watches the events of Harbour
      When one event of each kind happens in Harbour
      Then Ann receives all of it
      And Ann receives nothing else

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

    @SUB-3
    Scenario: Rooms and guilds do not mix
      Given Ann, Ben, Ann's phone, Ben's phone and Ann's tablet connect
      And Ann watches the events of Harbour
      And Ben watches the analytics of Harbour
      And Ann's phone watches the events of Summit
      And Ben's phone watches the analytics of Summit
      When one event of each kind happens in Harbour
      Then Ann receives all of it
      And Ben receives an update of Harbour at once
      And Ann, Ben, Ann's phone, Ben's phone and Ann's tablet receive nothing else
      When Dora writes in Summit
      Then Ann's phone receives the message
      And Ben's phone receives an update of Summit at once
      And Ann, Ben, Ann's phone, Ben's phone and Ann's tablet receive nothing else

    @SUB-5
    Scenario: One client watches many guilds
      Given 10 more guilds with the members Ann and Ben
      And Ann connects
      And Ann watches the events of every guild of hers
      When Ben writes in every guild of his
      Then Ann receives all of it
      And Ann receives nothing else

    @SUB-5
    Scenario: One client watches the analytics of many guilds
      Given Ann connects
      And Ann watches the analytics of Harbour
      And Ann watches the analytics of Summit
      When Cleo writes in Harbour
      And Dora writes in Summit
      Then Ann receives an update of Harbour at once
      And Ann receives an update of Summit at once

  Rule: Unsubscribing ends one room for one client

    @SUB-4
    Scenario: The events end, the analytics go on, and so does everyone else
      Given Ann, Ann's phone and Ben connect
      And Ann, Ann's phone and Ben watch the events of Harbour
      And Ann watches the analytics of Harbour
      And Ann watches the events of Summit
      When Ann stops watching the events of Harbour
      And Cleo writes in Harbour
      Then Ann's phone and Ben receive the message
      And Ann receives an update of Harbour at once
      When Dora writes in Summit
      Then Ann receives the message
      And Ann, Ann's phone and Ben receive nothing else

    @SUB-4
    Scenario: The analytics end, the events go on, and so does everyone else
      Given Ann, Ann's phone and Ben connect
      And Ann, Ann's phone and Ben watch the analytics of Harbour
      And Ann watches the events of Harbour
      When Ann stops watching the analytics of Harbour
      And Cleo writes in Harbour
      Then Ann's phone and Ben receive an update of Harbour at once
      And Ann receives the message
      And Ann, Ann's phone and Ben receive nothing else

  Rule: A guild that the user may not view is refused

    @SUB-6
    Scenario Outline: Asking for <room> without the right to
      Given Ann connects by <transport>
      And Ann watches the events of Harbour
      And Eve connects
      And Eve watches <room>
      When Ann watches <room>
      Then Ann is told an error
      When Finn writes in Cellar
      Then Eve receives <news>
      When Cleo writes in Harbour
      Then Ann receives the message
      And Ann and Eve receive nothing else

      Examples:
        | room                    | news                            | transport |
        | the events of Cellar    | the message                     | websocket |
        | the events of Cellar    | the message                     | polling   |
        | the analytics of Cellar | an update of Cellar at once     | websocket |
        | the analytics of Cellar | an update of Cellar at once     | polling   |

    @SUB-10
    Scenario Outline: Nothing tells a forbidden guild from one that does not exist
      Given Ann connects
      When Ann watches <forbidden>
      And Ann watches <unknown>
      Then Ann is told the same error twice
      And Ann receives nothing else

      Examples:
        | forbidden               | unknown                  |
        | the events of Cellar    | the events of Nowhere    |
        | the analytics of Cellar | the analytics of Nowhere |

  Rule: What cannot be a guild id is refused as such

    @SUB-7
    Scenario Outline: A guild id that is <bad>
      Given Ann connects
      And Ann watches the events of Harbour
      When Ann asks for the events of a guild id that is <bad>
      Then Ann is told the error "Invalid guild ID"
      When Ann asks for the analytics of a guild id that is <bad>
      Then Ann is told the error "Invalid guild ID"
      When Cleo writes in Harbour
      Then Ann receives the message
      And Ann receives nothing else

      Examples:
        | bad                   |
        | missing               |
        | null                  |
        | empty                 |
        | blank                 |
        | a number              |
        | a boolean             |
        | an object             |
        | a list                |
        | 65 letters long       |
        | 33 emoji long         |

    @SUB-7
    Scenario Outline: A guild id that is <long> is not too long
      Given Ann connects
      When Ann asks for the events of a guild id that is <long>
      Then Ann is told an error, but not "Invalid guild ID"

      Examples:
        | long            |
        | 64 letters long |
        | 32 emoji long   |

  Rule: Requests may be repeated, and may come to nothing

    @SUB-8
    Scenario: Subscribing twice is subscribing once
      Given Ann and Ben connect
      And Ann and Ben watch the events of Harbour
      And Ann and Ben watch the analytics of Harbour
      And Ann watches the events of Harbour
      And Ann watches the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann and Ben receive the message
      And Ann and Ben receive an update of Harbour at once
      And Ann and Ben receive nothing else
      When Ann stops watching the events of Harbour
      And Cleo writes in Harbour
      Then Ben receives the message
      And Ann and Ben receive nothing else

    @SUB-9
    Scenario: Unsubscribing from what was never joined is silent
      Given Ann connects
      And Ann watches the events of Harbour
      When Ann stops watching the analytics of Harbour
      And Ann stops watching the events of Summit
      And Ann stops watching the events of Cellar
      And Ann stops watching the events of Nowhere
      And Ann gives up a guild id that is missing
      And Ann gives up a guild id that is null
      And Ann gives up a guild id that is empty
      And Ann gives up a guild id that is blank
      And Ann gives up a guild id that is a number
      And Ann gives up a guild id that is an object
      And Ann gives up a guild id that is 65 letters long
      And Cleo writes in Harbour
      Then Ann receives the message
      And Ann receives nothing else

    @SUB-15
    Scenario: Requests take effect in their order, within two seconds
      Given Ann, Ben and Ann's phone connect
      And Ann's phone watches the events of Harbour
      When Ann joins, leaves and joins the events of Harbour in one breath
      And Ben joins, leaves, joins and leaves the events of Harbour in one breath
      And Cleo writes in Harbour
      Then Ann and Ann's phone receive the message
      And Ann, Ben and Ann's phone receive nothing else

  Rule: A right that is lost is lost soon, and its return brings nothing back

    @SUB-11
    Scenario Outline: A member who <goes> hears no more
      Given Ann, Ann's phone and Ben connect
      And Ann and Ben watch the events of Harbour
      And Ann's phone watches the analytics of Harbour
      And Ann watches the events of Summit
      When Ann <goes>
      And that has had its time to be known
      And Cleo writes in Harbour
      Then Ben receives the message
      When Dora writes in Summit
      Then Ann receives the message
      And Ann, Ann's phone and Ben receive nothing else
      When Ann comes back to Harbour
      And Cleo writes in Harbour
      Then Ben receives the message
      And Ann and Ann's phone receive nothing else
      When Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message

      Examples:
        | goes                    |
        | leaves Harbour          |
        | is removed from Harbour |

  Rule: A request is acknowledged if the client asks for it

    @SUB-12
    Scenario: The acknowledgement comes when the room has changed
      Given Ann connects
      When Ann asks for the events of Harbour, to be acknowledged
      Then Ann's request is acknowledged
      When Cleo writes in Harbour without delay
      Then Ann receives the message
      When Ann asks for an end of the events of Harbour, to be acknowledged
      Then Ann's request is acknowledged
      When Cleo writes in Harbour without delay
      Then Ann receives nothing else

    @SUB-12
    Scenario: The analytics are acknowledged too
      Given Ann connects
      When Ann asks for the analytics of Harbour, to be acknowledged
      Then Ann's request is acknowledged
      When Cleo writes in Harbour without delay
      Then Ann receives an update of Harbour at once
      When Ann asks for an end of the analytics of Harbour, to be acknowledged
      Then Ann's request is acknowledged

    @SUB-12
    Scenario Outline: A refusal of <room> is acknowledged as such
      Given Ann connects
      When Ann asks for <room>, to be acknowledged
      Then Ann's request is denied with "Not authorized for this guild"
      And Ann is told the error "Not authorized for this guild"

      Examples:
        | room                     |
        | the events of Cellar     |
        | the analytics of Cellar  |
        | the events of Nowhere    |

    @SUB-12
    Scenario: An impossible guild id is acknowledged as such
      Given Ann connects
      When Ann asks for the events of a guild id that is blank, to be acknowledged
      Then Ann's request is denied with "Invalid guild ID"
      And Ann is told the error "Invalid guild ID"

  Rule: Members may view their guild, and administrators every guild

    @SUB-14
    Scenario Outline: A <role> who is no member
      Given Ann connects as <role>
      And Eve connects
      And Eve watches the events of Cellar
      When Ann watches the events of Cellar
      Then Ann is told the error "Not authorized for this guild"
      When Finn writes in Cellar
      Then Eve receives the message
      And Ann receives nothing else

      Examples:
        | role      |
        | USER      |
        | MODERATOR |

    @SUB-14
    Scenario: An administrator who is no member
      Given Ann connects as ADMIN
      And Ann watches the events of Cellar
      And Ann watches the analytics of Cellar
      When Finn writes in Cellar
      Then Ann receives the message
      And Ann receives an update of Cellar at once

    @SUB-14
    Scenario Outline: A <role> who is a member
      Given Ann connects as <role>
      And Ann watches the events of Harbour
      When Cleo writes in Harbour
      Then Ann receives the message

      Examples:
        | role      |
        | USER      |
        | MODERATOR |
        | ADMIN     |
