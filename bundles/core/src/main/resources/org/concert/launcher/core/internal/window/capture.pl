# Captures the output of one pane, read from standard input, in a log: what capture.sh does by itself where there is no
# perl, and faster. docs/output.md tells the format. The environment gives FILE, MAX (bytes), KEEP, NOTE, BELL, SOCKET,
# PANE, PID (of its command), RING, and PIPES, not empty if the process has no terminal: then
# its output comes by two pipes, which PID has open. No single quote may stand here: capture.sh holds this text between two.
my $clock = eval { require Time::HiRes; \&Time::HiRes::time } // sub { time };

$0 = "concert_launcher capture";
$SIG{INT} = $SIG{HUP} = $SIG{PIPE} = "IGNORE";
my ($file, $max, $keep) = @ENV{qw(FILE MAX KEEP)};
# A line that has not ended so many bytes beyond MAX goes on in the next log.
my $longest = 2 << 20;
my @signals = qw(0 HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM);

# The log: its handle, its inode, its size, the size with which it began, at which byte of all output that was, and
# whether it ends within a line. Then how many lines could not be written, and why.
my ($log, $inode, $size, $header, $base, $within) = (undef, 0, 0, 0, 0, 0);
my ($lost, $why) = (0, "");

# The time is told by the millisecond, and made into text only when it has changed.
my ($millis, $seconds, $date, $stamp) = (-1, -1, "", "");

sub stamp {
    my $now = int($clock->() * 1000);
    return $stamp if $now == $millis;
    $millis = $now;
    if (int($now / 1000) != $seconds) {
        $seconds = int($now / 1000);
        my ($s, $m, $h, $day, $month, $year) = gmtime $seconds;
        $date = sprintf "%04d-%02d-%02dT%02d:%02d:%02d.", $year + 1900, $month + 1, $day, $h, $m, $s;
    }
    return $stamp = $date . sprintf "%03dZ", $now % 1000;
}

sub tmux {
    open my $told, "-|", "tmux", "-S", $ENV{SOCKET}, @_ or return "";
    local $/;
    my $answer = <$told>;
    close $told;
    return $answer // "";
}

# Have launchers say that output is not captured and why, or no more so.
sub report {
    tmux("set-option", "-p", "-t", $ENV{PANE}, "\@concert_output", $_[0],
        ";", "run-shell", "-C", $ENV{RING});
}

# Return at which byte and line of all output a log ends, whether it was closed, and whether it ends within a line.
sub end_of {
    open my $in, "<", $_[0] or return;
    my ($byte, $line, $count, $end) = (0, 1, 0, "");
    while (sysread $in, my $piece, 1 << 18) {
        if ($end eq "" && $piece =~ /^\S+# log from byte (\d+) line (\d+)\n/) {
            ($byte, $line, $count) = ($1, $2, -1);
        }
        $count += $piece =~ tr/\n//;
        $end = length $piece < 60 ? substr($end . $piece, -60) : substr $piece, -60;
    }
    my $closed = $end =~ /\n\S+# log goes on\n\z/ ? 1 : 0;
    return ($byte + (stat $in)[7], $line + $count - $closed, $closed, $end !~ /\n\z/);
}

# Write to the log as it is; return how many bytes could be.
sub append {
    my ($text) = @_;
    my $done = 0;
    while ($done < length $text) {
        my $n = syswrite $log, $text, length($text) - $done, $done;
        if (!defined $n) {
            # 4 is EINTR; the module that knows it by name takes longer to load than perl itself.
            next if $! == 4;
            $why = "$!";
            last;
        }
        $done += $n;
    }
    $size += $done;
    $within = substr($text, $done - 1, 1) ne "\n" if $done;
    return $done;
}

# Begin an empty log where the one before it ended.
sub begin {
    my ($reached) = @_;
    my ($byte, $line, $closed) = end_of("$file.1");
    if (!defined $byte) {
        ($byte, $line) = (0, 1);
    } elsif (!$closed && open my $before, ">>", "$file.1") {
        $byte += syswrite($before, stamp() . "# log goes on\n") // 0;
    }
    $base = $byte > $reached ? $byte : $reached;
    my $first = stamp() . "# log from byte $base line $line\n";
    append($first) == length $first or return 0;
    $header = $size;
    return 1;
}

# See to it that the folder of the log is there: it may not be yet, on a disk that comes later. $! tells why it cannot be.
sub make_folder {
    my $path = "";
    for my $name (split /\//, $file =~ s/\/[^\/]*\z//r) {
        $path .= "$name/";
        # 17 is EEXIST.
        mkdir($path, 0700) || $! == 17 or return 0;
    }
    return 1;
}

# Tell whether the folders of the log belong to nobody else, who could lead it to where he likes; $why tells which one is. The
# folder for all logs may, where the launcher file names it.
sub own {
    my $folder = $file =~ s/\/[^\/]*\z//r;
    my $all = $folder =~ s/\/[^\/]*\z//r;
    for my $path ($all =~ /\/concert-launcher\z/ ? $all : (), $folder) {
        my @there = lstat $path or next;
        next if $there[4] == 0 || $there[4] == $>;
        $why = "$path belongs to another account";
        return 0;
    }
    return 1;
}

# Open the log, in a folder that is made if it is not there. $why tells why it cannot be.
sub opened {
    own() or return 0;
    return 1 if open $log, ">>", $file;
    # 2 is ENOENT.
    my $made = $! == 2 && make_folder();
    $why = "$!";
    $made && own() or return 0;
    return 1 if open $log, ">>", $file;
    $why = "$!";
    return 0;
}

# See to it that the log is open and begun; it may have been removed, moved or emptied by hand. Return whether it is.
sub ready {
    my @there = stat $file;
    my $reached = $base + $size;
    if (!$log || !@there || $there[1] != $inode) {
        undef $log;
        if (!opened()) {
            undef $log;
            return 0;
        }
        ($base, $header) = (-1, 0);
    }
    ($inode, $size) = (stat $log)[1, 7];
    return 1 if $size > 0 && $base >= 0;
    # Another capture of the same process may be ending, and do the same.
    flock $log, 2;
    $size = (stat $log)[7];
    my $begun = 1;
    if ($size > 0) {
        ($base, undef, undef, $within) = end_of($file);
        $base -= $size;
    } else {
        $begun = begin($reached);
    }
    flock $log, 8;
    return $begun;
}

# Close the log and begin the next.
sub rotate {
    flock $log, 2;
    my @there = stat $file;
    if (@there && $there[1] == $inode) {
        append(stamp() . "# log goes on\n");
        rename "$file." . ($_ - 1), "$file.$_" for reverse 2 .. $keep;
        rename $file, "$file.1";
    }
    my $old = $log;
    undef $log;
    my $begun = ready();
    unlink "$file.1" if $keep < 1;
    return $begun;
}

# Return how many bytes of a text go into the present log; 0 if it is full.
sub fitting {
    my ($text) = @_;
    my $room = $max - $size;
    return length $text if length $text <= $room;
    my $whole = $room > 0 ? rindex($text, "\n", $room - 1) + 1 : 0;
    return $whole if $whole;
    return 0 if !$within && $size > $header;
    return index($text, "\n") + 1 || length $text;
}

# Write stamped text, and begin new logs where they get too long. What cannot be written is counted.
sub put {
    my ($text) = @_;
    if (ready() && ($lost == 0 || found())) {
        while ($text ne "") {
            if ($within && $size > $max + $longest) {
                append("\n");
                $text = stamp() . "+$text";
            }
            my $length = fitting($text);
            if ($length == 0) {
                rotate() or last;
                next;
            }
            my $done = append(substr $text, 0, $length);
            substr($text, 0, $done) = "";
            last if $done < $length;
        }
        return if $text eq "";
    }
    report("output is not captured: cannot write $file: $why") if $lost == 0;
    $lost += ($text =~ tr/\n//) || 1;
}

# Say how much is missing, when that can be said; return whether it could.
sub found {
    my $note = ($within ? "\n" : "") . stamp() . "# $lost lines are missing here: $why\n";
    return 0 if append($note) < length $note;
    $lost = 0;
    report("");
    return 1;
}

sub note {
    put(($within ? "\n" : "") . stamp() . "# $_[0]\n");
}

# Stamp what was read, and write it. A terminal puts a carriage return before each end of a line: that one is left out,
# so it is held until it is known what comes after it.
my ($held, $fresh) = ("", 1);

# What the shell of the process tells the terminal when it comes to its command is no output of it, nor is what leads the session
# says at its end: it waits to hear that all before that is read (terminal.sh). Both may come in pieces.
my ($mark, $marked) = ("\e7\r\eH\e8\e]7;concert-launcher\a", 0);
my $end_mark = "\e]7;concert-ended\a";

# Return a text without marks, and its end apart if that may be the beginning of one.
sub without_marks {
    my ($text) = @_;
    my $ended = index $text, $end_mark;
    if ($ended >= 0) {
        open_pipes() if $to_open;
        1 while read_pipes(0);
        substr($text, $ended, length $end_mark) = "";
        kill "CONT", $ENV{PID} if lives($ENV{PID});
    }
    my $part = rindex $text, "\e";
    $part = length $text if $part < 0 || index($end_mark, substr $text, $part) != 0;
    if (!$marked) {
        my $at = index $text, $mark;
        my $last = rindex $text, "\e7";
        if ($at >= 0) {
            $marked = 1;
            substr($text, $at, length $mark) = "";
            $part -= length $mark;
        } elsif ($last >= 0 && index($mark, substr $text, $last) == 0) {
            $part = $last;
        }
    }
    return (substr($text, 0, $part), substr $text, $part);
}

# The pipes of a process without a terminal, by the character that tells whose line it is; what they have of the descriptors of PID; and
# which of them has a line in the log that has not ended.
my (%pipes, $unended);
my %descriptors = (" " => 6, "!" => 7);

my $to_open = $ENV{PIPES} ne "";

# Open them, if they are there yet.
sub open_pipes {
    my %opened;
    for my $kind (keys %descriptors) {
        my $path = "/proc/$ENV{PID}/fd/$descriptors{$kind}";
        -p $path && open $opened{$kind}, "<", $path or return;
        # F_SETPIPE_SZ: the more fits in, the less often both sides have to run.
        fcntl $opened{$kind}, 1031, 1 << 20;
    }
    %pipes = %opened;
    $to_open = 0;
}

# Stamp what a pipe had, and write it. A line of the other that has not ended goes on in a line of its own.
sub take_of {
    my ($kind, $text) = @_;
    my $stamp = stamp() . $kind;
    my $out = "";
    if (defined $unended && $unended ne $kind) {
        $out = "\n";
        undef $unended;
    }
    $out .= $stamp if !defined $unended;
    my $whole = substr($text, -1) eq "\n";
    chop $text if $whole;
    $text =~ s/\n/\n$stamp/g;
    put($out . $text . ($whole ? "\n" : ""));
    $unended = $whole ? undef : $kind;
}

# Take what the pipes have, waiting for so many seconds; return whether there was anything.
sub read_pipes {
    my $bits = "";
    vec($bits, fileno $_, 1) = 1 for values %pipes;
    return 0 if !%pipes || select($bits, undef, undef, $_[0]) <= 0;
    my $read = 0;
    for my $kind (sort keys %pipes) {
        next if !vec($bits, fileno $pipes{$kind}, 1);
        my $n = sysread $pipes{$kind}, my $piece, 1 << 20;
        if ($n) {
            take_of($kind, $piece);
            $read = 1;
        } elsif (defined $n) {
            delete $pipes{$kind};
        }
    }
    return $read;
}

sub take {
    my $stamp = stamp() . " ";
    my ($text, $part) = without_marks($held . $_[0]);
    $held = ($text =~ s/\r\z// ? "\r" : "") . $part;
    # What the leader says to those who look at the window is no output.
    return if $ENV{PIPES} ne "";
    my @lines = split /\r\n/, $text, -1;
    @lines = split /\r?\n/, $text, -1 if @lines <= $text =~ tr/\n//;
    my $rest = pop @lines // "";
    my $out = "";
    if (@lines) {
        $out = ($fresh ? $stamp : "") . join("\n$stamp", @lines) . "\n";
        $fresh = 1;
    }
    if ($rest ne "") {
        $out .= ($fresh ? $stamp : "") . $rest;
        $fresh = 0;
    }
    put($out) if $out ne "";
}

# Wait for so many seconds, or for ever, until there is more or the bell rings. Return whether more was read; nothing when
# no more will come.
my ($rung, $told) = (0, 0);
my $bell;
open $bell, "+<", $ENV{BELL} or undef $bell;

sub more {
    my $bits = "";
    vec($bits, 0, 1) = 1;
    vec($bits, fileno $bell, 1) = 1 if $bell;
    vec($bits, fileno $_, 1) = 1 for values %pipes;
    return 0 if select($bits, undef, undef, $_[0]) <= 0;
    my $of_pipes = read_pipes(0);
    if ($bell && vec($bits, fileno $bell, 1)) {
        sysread $bell, my $ignored, 512;
        $rung = $told = 1;
    }
    return $of_pipes if !vec($bits, 0, 1);
    my $n = sysread STDIN, my $piece, 1 << 18;
    return $! == 4 ? 0 : undef if !defined $n;
    return undef if $n == 0;
    take($piece);
    return 1;
}

# Make the bell again, which somebody has removed, with its folder most likely. It may have been to ring meanwhile.
sub hang_bell {
    undef $bell;
    note("somebody has removed this folder");
    system "mkfifo", $ENV{BELL} and return;
    open $bell, "+<", $ENV{BELL} or undef $bell;
    $rung = 1 if !lives($ENV{PID});
}

# True while a process is not about to end: the kernel marks it (PF_EXITING, 4) before it lets go of its terminal.
sub lives {
    my ($pid) = @_;
    open my $file, "<", "/proc/$pid/stat" or return 0;
    # All lines: the name of a program may hold a newline.
    my ($flags) = join("", <$file>) =~ /\) (?:\S+ ){6}(\d+) [^)]*$/;
    return defined $flags && !($flags & 4);
}

# What leads the session of a window has started the first program of the process (terminal.sh). Return whether launchers need
# not be told of that any more.
my $looks = 0;

sub told_program {
    return 1 if ++$looks > 100;
    open my $file, "<", "/proc/$ENV{PID}/environ" or return 1;
    local $/;
    # It may not have begun yet.
    my $environment = <$file> // "";
    return $looks > 25 if $environment !~ /(?:^|\0)CONCERT_LAUNCHER_TERMINAL=/;
    open my $children, "<", "/proc/$ENV{PID}/task/$ENV{PID}/children" or return 1;
    my ($pid) = (<$children> // "") =~ /^(\d+)/ or return 0;
    tmux("set-option", "-p", "-t", $ENV{PANE}, "\@concert_program", "$ENV{PID}/$pid");
    return 1;
}

# The pane may have died before the bell was there; no later death goes unheard. In doubt, tmux is asked.
$rung = !lives($ENV{PID});
note($ENV{NOTE});
my ($open, $program) = (1, 0);
my ($found, $dead, $code, $signal);
do {
    while ($open && !$rung) {
        $program ||= told_program();
        open_pipes() if $to_open;
        # Where no named pipe can be made, somebody has to look.
        $open = defined more(!$program || $to_open ? 0.02 : $bell ? 1 : 0.2);
        hang_bell() if $bell && !-p $ENV{BELL};
        $rung = 1 if !$bell && !lives($ENV{PID});
    }
    # When tmux answers a question that was asked after it knew of the death, it has sent on all that it had before. It may
    # not know at once how its child ended; to run something makes it look.
    for (1 .. 100) {
        my $answer = tmux("display-message", "-p", "-t", $ENV{PANE},
            "#{pane_id} #{pane_dead} #{pane_dead_status} #{pane_dead_signal}", ";", "run-shell", "-b", "true");
        ($found, $dead, $code, $signal) = $answer =~ /^(%\d+) (\d) (\d*) (\d*)$/m;
        my $read = 0;
        while ($open) {
            my $more = more(0);
            $open = defined $more;
            last if !$more;
            $read = 1;
        }
        last if !$open || !$dead || ($told && !$read && "$code$signal" ne "");
        $told = 1;
        select undef, undef, undef, 0.02 if !$read;
    }
    # Its command has ended, and what it has started still prints.
    $rung = 0;
} while $open && $found && !$dead;
put($held) if $held ne "";
note(!$found ? "its window was closed"
    : $signal ne "" ? "ended by " . ($signals[$signal] ? "SIG$signals[$signal]" : "signal $signal")
    : $code ne "" ? "ended with exit code $code"
    : $dead ? "ended, and tmux does not know how"
    : "its output is captured no more: somebody has closed the pipe");
# Who removes the pane waits for this: tmux itself does not notice that nobody reads its pipe any more.
tmux("set-option", "-p", "-u", "-t", $ENV{PANE}, "\@concert_bell") if $found;
unlink $ENV{BELL};
