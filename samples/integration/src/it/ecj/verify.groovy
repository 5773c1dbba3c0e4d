String log = new File(basedir, 'build.log').text
assert log.contains('Main.java:[11')
assert log.contains('Suspendable needs javac: this compiler does not show its trees')
assert log.contains('[suspendable:not-javac]')
assert !log.contains('at dev.suspendable')
return true
